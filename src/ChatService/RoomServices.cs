using GroupChat.Chat.Rooms;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Chat;

/// <summary>The services behind rooms.</summary>
internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services) => services
        .AddSingleton<People>()
        .AddSingleton<RoomDesk>()
        .AddSingleton<InvitationDesk>()
        .AddSingleton<JoinLinkDesk>()
        .AddSingleton<ModerationDesk>()
        .AddSingleton<RoomDesks>();
}
