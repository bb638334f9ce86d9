using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>An event and what the checker makes of it.</summary>
internal sealed record KnownEvent(Fact Fact, RoomEvent Event);
