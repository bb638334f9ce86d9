using GroupChat.Agents.Explanations;
using GroupChat.Agents.Models;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents.Neighbours;

/// <summary>Answers from ChatService and their passages from DocumentService, for whoever may read them.</summary>
internal sealed class RoomAnswers(ChatService.ChatServiceClient chat, DocumentService.DocumentServiceClient documents) : IAnswers
{
    public async Task<AnswerReference> FindAsync(Caller caller, string roomId, string messageId, CancellationToken cancellationToken)
    {
        var options = new CallOptions(cancellationToken: cancellationToken).ActingFor(caller);
        var message = (await chat.GetMessageAsync(new GetMessageRequest { RoomId = roomId, MessageId = messageId }, options)).Message;
        if (message.Answer is not { } answer || message.Deletion is not null)
            throw AgentErrors.NotAnAnswer(messageId);
        var hasQuestion = await IsThereAsync(roomId, answer.QuestionMessageId, options);
        return new(roomId, messageId, message.Author?.UserId ?? "", answer.TurnId, hasQuestion);
    }

    public async Task<IReadOnlyDictionary<string, PassageContent>> PassagesAsync(
        Caller caller, string roomId, IReadOnlyList<string> passageIds, CancellationToken cancellationToken)
    {
        if (passageIds.Count == 0)
            return new Dictionary<string, PassageContent>();
        var options = new CallOptions(cancellationToken: cancellationToken).ActingFor(caller);
        var found = await documents.ReadPassagesAsync(new ReadPassagesRequest { RoomId = roomId, PassageIds = { passageIds } }, options);
        return found.Passages.Select(static passage => DocumentPassages.ContentOf(passage, score: 0))
            .DistinctBy(static passage => passage.PassageId).ToDictionary(static passage => passage.PassageId, StringComparer.Ordinal);
    }

    private async Task<bool> IsThereAsync(string roomId, string messageId, CallOptions options)
    {
        try
        {
            return (await chat.GetMessageAsync(new GetMessageRequest { RoomId = roomId, MessageId = messageId }, options)).Message.Deletion is null;
        }
        catch (RpcException refused) when (refused.TryGetErrorInfo(out var info) && info.Reason == "MESSAGE_NOT_FOUND")
        {
            return false;
        }
    }
}
