using System.ComponentModel.DataAnnotations;

namespace GroupChat.Agents.Tools;

/// <summary>Settings under "Tools".</summary>
internal sealed class ToolsOptions
{
    /// <summary>How often a model may ask for tools before it has to answer. Default 6; 0: it gets none.</summary>
    [Range(0, 32)]
    public int MaxRounds { get; set; } = 6;

    /// <summary>Calls in one round; more are refused. Default 8.</summary>
    [Range(1, 64)]
    public int MaxCallsPerRound { get; set; } = 8;

    /// <summary>
    /// When members are asked to approve calls that change something or send something out: Tainted (when text from outside was read and
    /// the call would be refused otherwise), Always, or Never. Default Tainted.
    /// </summary>
    [EnumDataType(typeof(ApprovalPolicy))]
    public ApprovalPolicy Approval { get; set; }

    /// <summary>Agents may pin messages of their rooms. Default false.</summary>
    public bool PinMessages { get; set; }

    /// <summary>Agents may read web pages, by the scraper's rules. Default false.</summary>
    public bool FetchPages { get; set; }

    /// <summary>Agents may look up repositories at this server, as https://api.github.com. Default empty: they may not.</summary>
    [RegularExpression("https?://.+")]
    public string GitHubAddress { get; set; } = "";
}
