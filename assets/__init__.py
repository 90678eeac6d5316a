"""What the page is drawn with: style sheets, scripts, example prompts, pictures."""
