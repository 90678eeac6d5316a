"""The official google-genai on our fakes of Gemini and of Veo in Google's cloud."""
