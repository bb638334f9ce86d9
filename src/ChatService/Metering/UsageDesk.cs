using System.Globalization;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Chat.Metering;

/// <summary>Shows what answers cost to those whom it concerns: their own to everybody, a room's to its owners, all to admins.</summary>
internal sealed class UsageDesk(IUsageStore usage, RoomAccess access, PageTokens pages, TimeProvider time)
{
    private const int MostDays = 366;
    private const int UsualDays = 30;

    public async Task<Page<UsageSum>> ListAsync(UsageWish wish, Caller caller, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(wish.PageSize);
        var query = await AllowedAsync(Check(wish), wish, caller, cancellationToken);
        var scope = $"usage {query.From:O} {query.To:O} {query.User?.Value} {query.Room?.Key} {string.Join(',', query.Groups)}";
        // Rows are sums that go on growing, so their place is counted; no row comes or goes but with new days and names.
        var skip = int.Parse(pages.Read(scope, wish.PageToken) ?? "0", CultureInfo.InvariantCulture);
        var found = await usage.SumAsync(query, skip, size + 1, cancellationToken);
        return Page<UsageSum>.Of(found, size, _ => pages.Make(scope, (skip + size).ToString(CultureInfo.InvariantCulture)));
    }

    private async Task<UsageQuery> AllowedAsync(UsageQuery query, UsageWish wish, Caller caller, CancellationToken cancellationToken)
    {
        if (wish.Everybody)
            return caller.Role == PlatformRole.Admin ? query : throw IdentityErrors.AdminRequired();
        if (wish.RoomId.Length == 0)
            return query with { User = new(caller.UserId) };
        var membership = await access.RequireAsync(wish.RoomId, new(caller.UserId), cancellationToken);
        RoomPolicy.RequireRole(membership.Member!, MemberRole.Owner);
        return query with { Room = membership.Room };
    }

    private UsageQuery Check(UsageWish wish)
    {
        var (from, to) = (Day(wish.FromDay), Day(wish.ToDay));
        var last = to ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var first = from ?? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - UsualDays));
        new Violations()
            .AddIf(wish.Everybody && wish.RoomId.Length > 0, "everybody", "not together with room_id")
            .AddIf(wish.FromDay.Length > 0 && from is null, "from_day", "a day such as 2026-11-22")
            .AddIf(wish.ToDay.Length > 0 && to is null, "to_day", "a day such as 2026-11-22")
            .AddIf(last < first || last.DayNumber - first.DayNumber >= MostDays, "to_day", $"the last of 1 to {MostDays} days")
            .AddIf(wish.Groups.Any(group => !Enum.IsDefined(group)) || wish.Groups.Distinct().Count() < wish.Groups.Count, "group_by", "known groups, each once")
            .ThrowIfAny();
        return new(first, last, wish.Groups);
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
