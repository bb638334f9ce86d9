using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Word between the processes of one installation. It may lose, double and reorder what is said: whoever listens takes it as a hint.
/// Nothing here waits for another process but <see cref="OpenAsync"/>.
/// </summary>
internal interface IRoomBus
{
    /// <summary>True while other processes, if there are any, can be expected to hear us and to be heard.</summary>
    bool IsConnected { get; }

    /// <summary>Tells the others, soon. Never waits and never fails: what cannot be sent is dropped and counted.</summary>
    void Publish(BusNote note);

    /// <summary>From soon on word about this room is heard. Each call is undone by one <see cref="Unwatch"/>.</summary>
    void Watch(RoomId room);

    void Unwatch(RoomId room);

    /// <summary>Called once, before <see cref="RunAsync"/>.</summary>
    void Listen(IBusListener listener);

    /// <summary>A first look at the server: throws a StartupError for what no waiting will mend.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Carries until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
