using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>Makes messages.</summary>
internal static class Messages
{
    public static PostMessageRequest Text(string roomId, string key, string text)
    {
        var request = new PostMessageRequest { RoomId = roomId, ClientMessageId = key };
        request.Parts.Add(new ContentPart { Text = new() { Text = text, Format = TextFormat.Plain } });
        return request;
    }
}
