import { createRoot } from 'react-dom/client';
import '@/ui/tokens.css';
import '@/ui/base.css';
import { App } from './App';
import { chooseLanguage } from './texts';

chooseLanguage();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
