using GroupChat.Documents.Passages;

namespace GroupChat.Documents.Indexing;

/// <summary>A passage as the index takes it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What to find it by: its text under its title and headings.</param>
internal sealed record IndexedPassage(PassageId Id, string Text);
