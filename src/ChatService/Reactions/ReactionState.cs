namespace GroupChat.Chat.Reactions;

/// <summary>How a message stands before somebody reacts to it.</summary>
/// <param name="Kinds">Different reactions it has.</param>
/// <param name="HasKind">The one in question is among them.</param>
/// <param name="Reacted">The one who asks has reacted so.</param>
internal readonly record struct ReactionState(int Kinds, bool HasKind, bool Reacted);
