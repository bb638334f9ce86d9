using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Metering;

/// <summary>Admins say what people and rooms may use. They count from the next question on, on every node: it looks them up.</summary>
internal sealed class QuotaDesk(IQuotaStore quotas, IUsageStore usage, IRoomStore rooms, PageTokens pages, ChatOptions options, TimeProvider time)
{
    private const int MaxId = 128;
    private const string Scope = "quotas";

    public async Task<QuotaState> GetAsync(string user, string room, CancellationToken cancellationToken)
    {
        var subject = await SubjectAsync(new Violations(), user, room, cancellationToken);
        var quota = await quotas.FindAsync(subject, cancellationToken) ?? new(subject, TokensPerDay: null, AnswersAtATime: null);
        var used = await usage.UseOfAsync(subject, time.GetUtcNow(), cancellationToken);
        return subject.Kind == QuotaOf.User
            ? StateOf(options.Quotas.With(quota, room: null), limits => limits.UserTokensPerDay, limits => limits.UserAnswersAtATime)
            : StateOf(options.Quotas.With(user: null, quota), limits => limits.RoomTokensPerDay, limits => limits.RoomAnswersAtATime);

        QuotaState StateOf(QuotaLimits limits, Func<QuotaLimits, long> tokens, Func<QuotaLimits, int> answers) =>
            new(quota, tokens(limits), answers(limits), used.Tokens, used.Answers);
    }

    public async Task<Quota> UpdateAsync(string user, string room, long? tokens, int? answers, CancellationToken cancellationToken)
    {
        var wrong = new Violations()
            .AddIf(tokens < 0, "tokens_per_day", "0 or more")
            .AddIf(answers < 0, "answers_at_a_time", "0 or more");
        var quota = new Quota(await SubjectAsync(wrong, user, room, cancellationToken), tokens, answers);
        await quotas.SaveAsync(quota, cancellationToken);
        return quota;
    }

    public async Task<Page<Quota>> ListAsync(int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var after = pages.Read(Scope, pageToken) is { } place ? Parse(place) : (QuotaSubject?)null;
        var found = await quotas.ListAsync(after, size + 1, cancellationToken);
        return Page<Quota>.Of(found, size, last => pages.Make(Scope, $"{(int)last.Subject.Kind} {last.Subject.Id}"));
    }

    private static QuotaSubject Parse(string place) => new((QuotaOf)(place[0] - '0'), place[2..]);

    private async Task<QuotaSubject> SubjectAsync(Violations wrong, string user, string room, CancellationToken cancellationToken)
    {
        wrong.AddIf(user.Length == 0 == (room.Length == 0), "user_id", "either this or room_id")
            .AddIf(user.Length > MaxId, "user_id", $"at most {MaxId} characters")
            .ThrowIfAny();
        if (user.Length > 0)
            return QuotaSubject.Of(new UserId(user));
        return await rooms.FindAsync(new(room), null, cancellationToken) is { } found
            ? QuotaSubject.Of(found.Id)
            : throw ChatErrors.RoomNotFound(room);
    }
}
