using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>An answer so far, and the run that wrote it.</summary>
internal readonly record struct LiveText(RunId? Run, string Text);
