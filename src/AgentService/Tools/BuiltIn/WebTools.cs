using System.ComponentModel;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>Tools whose arguments leave the server: an address says something to whoever it belongs to.</summary>
internal static class WebTools
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private static ContentLabel Web => new(ContentTrust.Outside, ContentAudience.Public);

    public static Tool FetchPage(IPageReader pages) => new(
        AIFunctionFactory.Create(
            ([Description("http or https address")] string url, AIFunctionArguments arguments, CancellationToken cancellationToken) =>
                pages.ReadAsync(ToolCaller.Of(arguments), url, cancellationToken),
            "fetch_page",
            "Reads the main content of a web page."),
        ToolEffect.Sends,
        new ToolLimits(4, TimeSpan.FromSeconds(30), 32_768, Fresh))
    {
        Label = Web,
    };

    public static Tool GitHubRepository(GitHubClient github) => new(
        AIFunctionFactory.Create(
            ([Description("owner/name")] string repository, CancellationToken cancellationToken) => github.DescribeAsync(repository, cancellationToken),
            "get_repository",
            "Says what a public repository is: description, language, licence, stars, last change."),
        ToolEffect.Sends,
        new ToolLimits(4, TimeSpan.FromSeconds(15), 4096, Fresh))
    {
        Label = Web,
    };
}
