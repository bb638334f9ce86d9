using GroupChat.Agents.Catalog;
using GroupChat.Agents.Feedback;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Models;
using GroupChat.Agents.Storage;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Agents.Explanations;

/// <summary>Explains answers to those who may read them, and takes what they think of them.</summary>
internal sealed class AnswerDesk(
    IAnswers answers,
    IRoomOwners rooms,
    SqlExplanationStore explanations,
    SqlRatingStore ratings,
    SqlTranscriptStore transcripts,
    RoomMemories memories,
    TimeProvider time)
{
    private const int MostNote = 1_000;

    // Of one explanation; a prompt has fewer.
    private const int MostPassages = 200;

    /// <returns>The explanation, without the words of a question that is gone, and its passages as they stand now.</returns>
    /// <exception cref="DomainError">NOT_AN_ANSWER, EXPLANATION_NOT_FOUND.</exception>
    public async Task<(Explanation Explanation, IReadOnlyDictionary<string, PassageContent> Passages)> ExplainAsync(
        Caller caller, string roomId, string messageId, CancellationToken cancellationToken)
    {
        Check(roomId, messageId).ThrowIfAny();
        var answer = await answers.FindAsync(caller, roomId, messageId, cancellationToken);
        var found = await explanations.FindAsync(roomId, answer.TurnId, cancellationToken) ?? throw AgentErrors.ExplanationNotFound(messageId);
        var shown = answer.HasQuestion ? found : found with { Queries = [] };
        var ids = shown.Passages.Select(static passage => passage.PassageId).Distinct().Take(MostPassages).ToList();
        return (shown, await answers.PassagesAsync(caller, roomId, ids, cancellationToken));
    }

    /// <param name="caller">Who.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="messageId">The answer.</param>
    /// <param name="isGood">Null takes the rating back.</param>
    /// <param name="note">Why.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DomainError">NOT_AN_ANSWER.</exception>
    public async Task<Rating?> RateAsync(
        Caller caller, string roomId, string messageId, bool? isGood, string note, CancellationToken cancellationToken)
    {
        Check(roomId, messageId).AddIf(note.Length > MostNote, "note", $"must have at most {MostNote} characters").ThrowIfAny();
        var answer = await answers.FindAsync(caller, roomId, messageId, cancellationToken);
        if (isGood is not { } good)
        {
            await ratings.RemoveAsync(messageId, caller.UserId, cancellationToken);
            return null;
        }
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var rating = new Rating(roomId, messageId, caller.UserId, answer.AgentId, answer.TurnId, good, note, now);
        await ratings.SaveAsync(rating, cancellationToken);
        return rating;
    }

    /// <summary>Newest first, one more than fits on the page when there are more; and all of the room, counted.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, ROLE_REQUIRED.</exception>
    public async Task<(IReadOnlyList<Rating> Ratings, long Up, long Down)> ListAsync(
        Caller caller, string roomId, string? before, int limit, CancellationToken cancellationToken)
    {
        await RequireOwnerAsync(caller, roomId, cancellationToken);
        var (up, down) = await ratings.CountAsync(roomId, cancellationToken);
        return (await ratings.ListAsync(roomId, before, limit, cancellationToken), up, down);
    }

    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, ROLE_REQUIRED.</exception>
    public async Task<IReadOnlyList<RoomMemory>> ListMemoriesAsync(Caller caller, string roomId, CancellationToken cancellationToken)
    {
        await RequireOwnerAsync(caller, roomId, cancellationToken);
        return await memories.ListAsync(roomId, cancellationToken);
    }

    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, ROLE_REQUIRED.</exception>
    public async Task ForgetAsync(Caller caller, string roomId, string agentId, CancellationToken cancellationToken)
    {
        await RequireOwnerAsync(caller, roomId, cancellationToken);
        await transcripts.ForgetAsync(roomId, agentId, cancellationToken);
    }

    private async Task RequireOwnerAsync(Caller caller, string roomId, CancellationToken cancellationToken)
    {
        new Violations().AddIf(roomId.Length == 0, "room_id", "must not be empty").ThrowIfAny();
        if (!await rooms.IsOwnerAsync(roomId, caller.UserId, cancellationToken))
            throw AgentErrors.OwnersOnly();
    }

    private static Violations Check(string roomId, string messageId) => new Violations()
        .AddIf(roomId.Length == 0, "room_id", "must not be empty")
        .AddIf(messageId.Length == 0, "message_id", "must not be empty");
}
