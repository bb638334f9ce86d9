using GroupChat.Chat.Bus;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>Buses on one Redis.</summary>
internal static class RedisHouse
{
    public static RedisBus Make(RedisServer server, LogCollector logs, string options = "") => new(
        NodeId.New(TimeProvider.System.GetUtcNow()), server.Configuration + options, "test", new ChatTelemetry(), TimeProvider.System,
        new Logger<RedisBus>(logs));
}
