namespace GroupChat.Chat.Turns;

/// <summary>A turn that a node holds, and the run that it holds it with.</summary>
internal readonly record struct HeldRun(TurnId Turn, RunId Run);
