namespace GroupChat.Chaos.Tests.Checking;

/// <summary>A room as one client knows it from the events it was sent.</summary>
/// <param name="Reader">The client.</param>
/// <param name="Room">The room.</param>
/// <param name="State">What it knows, in the form of <see cref="RoomTruth.State"/>.</param>
/// <param name="Oddities">Events that cannot follow those before: a second join, an edit of what was deleted.</param>
internal sealed record ReplicaState(string Reader, string Room, IReadOnlyList<string> State, IReadOnlyList<string> Oddities);
