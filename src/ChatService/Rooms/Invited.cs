namespace GroupChat.Chat.Rooms;

/// <summary>What asking somebody in came to: an invitation, or for those who need none the membership.</summary>
internal sealed record Invited(Invitation? Invitation, Member? Member);
