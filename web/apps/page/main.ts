import { mount } from 'svelte';
import App from './App.svelte';
import '../../kit/theme.css';
import './page.css';
import './print.css';

const target = document.getElementById('app');
if (target) mount(App, { target });
