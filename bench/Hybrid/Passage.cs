namespace GroupChat.Bench.Hybrid;

/// <summary>A piece of a document: what is searched. Its section is what a question is about.</summary>
internal sealed record Passage(string Section, string Text);
