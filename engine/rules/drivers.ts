import { inKernel } from './rule.ts';

export const DRIVERS = {
  ...inKernel('drivers/char/mem.c', 'mmap_mem', {
    'R-ST-1': '/dev/mem, frame buffers and most drivers that remap a whole mapping allow private mappings.',
  }),
  ...inKernel('drivers/vfio/pci/vfio_pci_core.c, drivers/dma-buf/udmabuf.c', 'vfio_pci_core_mmap, mmap_udmabuf', {
    'R-ST-2': "VFIO's PCI driver and udmabuf require a shared mapping.",
  }),
  ...inKernel(
    'drivers/gpu/drm/drm_gem_shmem_helper.c, drivers/gpu/drm/ttm/ttm_bo_vm.c',
    'drm_gem_shmem_mmap, ttm_bo_mmap_obj',
    {
      'R-ST-3': 'Two libraries for graphics drivers refuse copy-on-write mappings with EINVAL.',
    },
  ),
  ...inKernel('drivers/gpu/drm/drm_gem.c', 'drm_gem_mmap_obj', {
    'R-ST-4':
      'The core of the graphics drivers refuses nothing itself: a driver that inserts frame numbers at fault time must, or a private mapping is a BUG.',
  }),
  ...inKernel('drivers/gpu/drm/drm_gem_dma_helper.c', 'drm_gem_dma_mmap', {
    'R-ST-5': 'Some graphics drivers clear VM_PFNMAP and vm_pgoff and then remap, which sets both again.',
  }),
  ...inKernel('drivers/gpu/drm/tegra/gem.c', '__tegra_gem_mmap', {
    'R-ST-6':
      'One graphics driver restores the old vm_pgoff after remapping, which breaks the linear rule for private mappings.',
  }),
  ...inKernel('drivers/xen/gntdev.c', 'gntdev_mmap', {
    'R-ST-7': "Xen's grant device uses mixed mappings, and takes MAYWRITE from the private ones.",
  }),
  ...inKernel('drivers/xen/privcmd.c', 'privcmd_mmap', {
    'R-ST-8': "Xen's privcmd allows private PFN mappings whose entries do not keep the linear rule.",
  }),
  ...inKernel('net/ipv4/tcp.c, drivers/android/binder.c', 'tcp_mmap, binder_mmap', {
    'R-ST-9': 'TCP receive and binder use mixed mappings that can never be written to.',
  }),
  ...inKernel('fs/proc/vmcore.c', 'mmap_vmcore', {
    'R-ST-10': '/proc/vmcore first marks the mapping as mixed and then remaps: it has both flags.',
  }),
  ...inKernel('drivers/accel/habanalabs/gaudi2/gaudi2.c', 'gaudi2_mmap', {
    'R-ST-11': 'An accelerator driver maps buffers by remapping, some of them in mappings with both flags.',
  }),
  ...inKernel('fs/fuse/dax.c, fs/cramfs/inode.c', 'fuse_dax_mmap, cramfs_physmem_mmap', {
    'R-ST-12': 'DAX of FUSE, cramfs and a few other drivers use mixed mappings, and allow private ones.',
  }),
  ...inKernel('arch/x86/kernel/cpu/sgx/driver.c', 'sgx_mmap', {
    'R-ST-13': 'Many drivers of single devices use PFN mappings that are shared or that fork does not copy.',
  }),
  ...inKernel('mm/mmap.c', '_install_special_mapping', {
    'R-ST-14': 'The data page of the vDSO is a PFN mapping that can never be written to.',
  }),
};
