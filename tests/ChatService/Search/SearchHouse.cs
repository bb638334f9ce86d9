using System.Text;
using GroupChat.Chat.Search;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Chat.Tests.Search;

/// <summary>Searching as clients do, and moving the index by hand.</summary>
internal static class SearchHouse
{
    public static async Task<SearchMessagesResponse> SearchAsync(
        this ChatHouse house, string user, string query, Action<SearchMessagesRequest>? with = null)
    {
        var request = new SearchMessagesRequest { Query = query, PageSize = 100 };
        with?.Invoke(request);
        return await house.Client(user).SearchMessagesAsync(request).ResponseAsync.Within();
    }

    /// <summary>Texts of every page, newest first.</summary>
    public static async Task<List<string>> FindAsync(
        this ChatHouse house, string user, string query, Action<SearchMessagesRequest>? with = null)
    {
        var texts = new List<string>();
        for (var token = ""; ;)
        {
            var page = await house.SearchAsync(user, query, request =>
            {
                with?.Invoke(request);
                request.PageToken = token;
            });
            texts.AddRange(page.Matches.Select(match => match.Message.TextOf()));
            token = page.NextPageToken;
            if (token.Length == 0)
                return texts;
        }
    }

    /// <summary>The piece of the text that a highlight means.</summary>
    public static string Cut(this MessageMatch match, TextHighlight highlight) => Encoding.UTF8.GetString(
        Encoding.UTF8.GetBytes(match.Message.Parts[highlight.Part].Text.Text).AsSpan(highlight.Offset, highlight.Length));

    /// <summary>Has everything in segments, and all that changed renewed.</summary>
    public static async Task IndexAsync(this ChatHouse house)
    {
        var index = house.Node.Services.GetRequiredService<ISearchIndex>();
        await RepeatAsync(async () => await index.AddAsync(1, default) > 0);
        await RepeatAsync(() => index.MergeAsync(default));
        await RepeatAsync(() => index.RenewAsync(0, default));
    }

    // The node's own indexer may be at it too: whoever comes second begins again.
    private static async Task RepeatAsync(Func<Task<bool>> step)
    {
        for (var more = true; more;)
        {
            try
            {
                more = await step().Within();
            }
            catch (SearchConflict)
            {
                more = true;
            }
        }
    }
}
