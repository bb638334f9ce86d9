using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>The caller as somebody in rooms. Services act in rooms only for a user.</summary>
internal static class ChatCallers
{
    public static UserId PersonId(this ServerCallContext context) => new(context.GetUser().UserId);

    public static Participant Person(this ServerCallContext context)
    {
        var user = context.GetUser();
        return new(new(user.UserId), user.DisplayName.Length > 0 ? user.DisplayName : user.UserId, ParticipantKind.Human);
    }
}
