namespace GroupChat.Chat.Search.Folding;

/// <summary>Folded text and, if it was asked for, where each of its characters came from.</summary>
/// <param name="Text">Folded; white space is single spaces, none at either end.</param>
/// <param name="Starts">For each folded character, the first character of the original that it stands for; empty when not traced.</param>
/// <param name="Ends">The same, one past the last.</param>
internal sealed record FoldedText(string Text, int[] Starts, int[] Ends);
