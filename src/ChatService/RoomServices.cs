using GroupChat.Chat.Retention;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Chat;

/// <summary>The services behind rooms.</summary>
internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services) => services
        .AddSingleton<IEntryStore, SqlEntryStore>()
        .AddSingleton<IRetentionStore, SqlRetentionStore>()
        .AddSingleton<IKnownAgentStore, SqlKnownAgentStore>()
        .AddSingleton<AgentRegister>()
        .AddSingleton<People>()
        .AddSingleton<RoomDesk>()
        .AddSingleton<InvitationDesk>()
        .AddSingleton<JoinLinkDesk>()
        .AddSingleton<ModerationDesk>()
        .AddSingleton<AgentDesk>()
        .AddSingleton<RoomDesks>()
        .AddSingleton<HistoryKeeper>();
}
