using System.Security.Cryptography;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Search;
using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>
/// Segments in the database of the messages. What goes in is read and worked out beside the writer, then exchanged in one small
/// transaction, which does nothing when somebody else (another process) was quicker: versions say so.
/// </summary>
internal sealed class SqlSearchIndex(ChatDatabase chat, IEventCodec codec, SegmentPlaces places, TimeProvider time) : ISearchIndex
{
    private const int IdRandomBits = 20;

    public async Task<int> AddAsync(int least, CancellationToken cancellationToken)
    {
        var news = await chat.Sql.ReadAsync(session => SearchNews.Read(session, codec, least), cancellationToken);
        if (news is null)
            return 0;
        var segment = Build(news.Messages);
        var id = NewId();
        return await chat.Sql.WriteAsync(
            session =>
            {
                news.Version.Use(session);
                foreach (var log in news.Moved)
                    SearchProgress.Move(session, log.Room, log.Head);
                SegmentRows.Insert(session, id, segment);
                foreach (var change in news.Changes)
                    SearchChanges.Remove(session, change);
                return news.Messages.Count;
            },
            cancellationToken: cancellationToken);
    }

    public async Task<bool> MergeAsync(CancellationToken cancellationToken)
    {
        var (entries, segments, version) = await chat.Sql.ReadAsync(
            session =>
            {
                var chosen = MergePlan.Choose(SegmentRows.List(session));
                return (chosen, chosen.Select(entry => Load(session, entry.Id)).ToList(), SearchVersion.OfExchanging(session));
            },
            cancellationToken);
        if (entries.Count == 0)
            return false;
        await ExchangeAsync(version, entries, SegmentMerge.Run(segments, static (_, _) => true), static _ => { }, cancellationToken);
        return true;
    }

    public async Task<bool> RenewAsync(int most, CancellationToken cancellationToken)
    {
        if (await chat.Sql.ReadAsync(session => RenewPlan.Make(session, codec, places, most), cancellationToken) is not { } plan)
            return false;
        if (plan.Entry is not { } entry)
        {
            await chat.Sql.WriteAsync(
                session =>
                {
                    plan.Forget(session);
                    return true;
                },
                cancellationToken: cancellationToken);
            return false;
        }

        var old = await chat.Sql.ReadAsync(session => Load(session, entry.Id), cancellationToken);
        var renewed = SegmentMerge.Run([old, Build(plan.Messages)], (n, place) => n == 1 || plan.Keeps(place));
        await ExchangeAsync(plan.Version, [entry], renewed, plan.Forget, cancellationToken);
        return true;
    }

    private async Task ExchangeAsync(
        SearchVersion version,
        IReadOnlyList<SegmentEntry> old,
        Segment segment,
        Action<SqlSession> alongside,
        CancellationToken cancellationToken)
    {
        var id = NewId();
        await chat.Sql.WriteAsync(
            session =>
            {
                version.Use(session);
                foreach (var entry in old)
                    SegmentRows.Delete(session, entry.Id);
                SegmentRows.Insert(session, id, segment);
                alongside(session);
                return true;
            },
            cancellationToken: cancellationToken);
        foreach (var entry in old)
            places.Forget(entry.Id);
    }

    private static Segment Build(IReadOnlyList<(SearchPlace Place, Message Message)> messages)
    {
        var builder = new SegmentBuilder();
        var terms = new List<long>();
        foreach (var (place, message) in messages.OrderBy(static entry => entry.Place))
        {
            Facets.Collect(message, terms);
            builder.Add(place, terms);
        }

        return builder.Build();
    }

    private static Segment Load(SqlSession session, long id) => new(SegmentRows.Places(session, id), SegmentRows.Pages(session, id));

    // Made by the clock, so that new segments lie side by side; the random part keeps two processes apart.
    private long NewId() =>
        (time.GetUtcNow().ToUnixTimeMilliseconds() << IdRandomBits) | (uint)RandomNumberGenerator.GetInt32(1 << IdRandomBits);
}
