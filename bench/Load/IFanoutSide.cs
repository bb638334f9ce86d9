using GroupChat.Bench.Servers;

namespace GroupChat.Bench.Load;

/// <summary>A server with rooms and subscribers, to be sent messages.</summary>
internal interface IFanoutSide
{
    ServerProcess Server { get; }

    Arrivals Arrivals { get; }

    Task SendAsync(int room, string text);
}
