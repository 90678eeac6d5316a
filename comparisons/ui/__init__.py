"""What a person sees; with `app.py` the only room that knows Gradio."""
