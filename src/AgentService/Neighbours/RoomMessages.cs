using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.BuiltIn;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents.Neighbours;

/// <summary>Messages from ChatService, as the asking member finds them.</summary>
internal sealed class RoomMessages(ChatService.ChatServiceClient chat) : IMessageSearch
{
    private const int MostMatches = 10;
    private const int LongestQuery = 256;

    public async Task<IReadOnlyList<FoundMessage>> SearchAsync(ToolCaller caller, string query, CancellationToken cancellationToken)
    {
        var request = new SearchMessagesRequest
        {
            Query = query.Length <= LongestQuery ? query : query[..LongestQuery],
            RoomIds = { caller.Reader.RoomId },
            PageSize = MostMatches,
        };
        var options = new CallOptions(cancellationToken: cancellationToken).ActingFor(Caller.User(caller.Asker.AuthorId, caller.Asker.AuthorName));
        try
        {
            var found = await chat.SearchMessagesAsync(request, options);
            return [.. found.Matches.Select(static match => MessageOf(match.Message))];
        }
        catch (RpcException error) when (error.TryGetErrorInfo(out var info))
        {
            throw new ToolException($"{info.Reason}.");
        }
    }

    private static FoundMessage MessageOf(Message message) => new(
        message.MessageId,
        message.Author?.DisplayName ?? "",
        message.CreateTime?.ToDateTimeOffset() ?? default,
        string.Join(' ', message.Parts.Select(static part => part.Text?.Text ?? "")));
}
