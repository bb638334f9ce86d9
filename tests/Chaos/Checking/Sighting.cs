namespace GroupChat.Chaos.Tests.Checking;

/// <summary>One frame about a room that a client was sent.</summary>
/// <param name="Tick">Place in the order of everything the clients saw.</param>
/// <param name="Stream">The stream it came on; numbers are never used twice.</param>
/// <param name="Reader">Whose stream.</param>
/// <param name="Room">Which room.</param>
/// <param name="Head">The room's newest sequence, says the frame; 0 when it does not say.</param>
/// <param name="Fact">The event, if it was one.</param>
internal sealed record Sighting(long Tick, long Stream, string Reader, string Room, long Head, Fact? Fact);
