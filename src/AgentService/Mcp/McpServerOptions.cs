using System.ComponentModel.DataAnnotations;
using GroupChat.Agents.Tools;

namespace GroupChat.Agents.Mcp;

/// <summary>Settings under "Mcp:Servers:NAME".</summary>
internal sealed class McpServerOptions : IValidatableObject
{
    /// <summary>A program that speaks over its input and output: its full path, or its name as the PATH finds it. This or Address is required.</summary>
    public string Command { get; set; } = "";

    /// <summary>What the program is started with. Other users of the machine can see them. Default none.</summary>
    public List<string> Arguments { get; set; } = [];

    /// <summary>Variables of the program; never logged. It inherits PATH, HOME and the like, and no other of ours. Default none.</summary>
    public Dictionary<string, string> Environment { get; set; } = [];

    /// <summary>Full path of the folder that the program runs in. Default that of the server.</summary>
    public string WorkingDirectory { get; set; } = "";

    /// <summary>Memory of the program and all that it starts, in mebibytes. Default 512.</summary>
    [Range(16, 1 << 20)]
    public int MemoryMegabytes { get; set; } = 512;

    /// <summary>Address of a server that speaks streamable HTTP. Nothing else is reached through it. This or Command is required.</summary>
    public string Address { get; set; } = "";

    /// <summary>Bearer token for the server; never logged. Default none.</summary>
    [StringLength(8192)]
    public string Token { get; set; } = "";

    /// <summary>Full path of a file with the token, read at every connection. Default none.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>Further headers; never logged. Default none.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Names of tools that agents may be given; "*" stands for any letters. Required.</summary>
    public List<string> Tools { get; set; } = [];

    /// <summary>Of these tools those whose calls change nothing and tell nobody outside anything. Default none: whatever the server says, tools act.</summary>
    public List<string> Reads { get; set; } = [];

    /// <summary>Of these tools those whose calls change nothing, but whose arguments leave for outside. Default none.</summary>
    public List<string> Sends { get; set; } = [];

    /// <summary>When members are asked about calls that act or send. Default as Tools:Approval.</summary>
    [EnumDataType(typeof(ApprovalPolicy))]
    public ApprovalPolicy? Approval { get; set; }

    /// <summary>Whose word results and descriptions of tools are. Default Outside: data only. Operator: yours, they may be followed.</summary>
    [AllowedValues(ContentTrust.Outside, ContentTrust.Operator)]
    public ContentTrust Trust { get; set; }

    /// <summary>For whom results are: AskingMember, Room or Public. Default AskingMember.</summary>
    [AllowedValues(ContentAudience.AskingMember, ContentAudience.Room, ContentAudience.Public)]
    public ContentAudience Audience { get; set; } = ContentAudience.AskingMember;

    /// <summary>How long the server may take to be ready, in seconds. Default 30.</summary>
    [Range(1, 600)]
    public int ConnectTimeoutSeconds { get; set; } = 30;

    /// <summary>How long a call may take without a word of its progress, in seconds. Default 30.</summary>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How long a call may take in all, in seconds. Default 120.</summary>
    [Range(1, 3600)]
    public int MaxSeconds { get; set; } = 120;

    /// <summary>Longest result, in bytes of UTF-8; the rest is cut off. Default 16384.</summary>
    [Range(256, 1 << 20)]
    public int MaxResultBytes { get; set; } = 16_384;

    /// <summary>Calls of each tool for one question. Default 8.</summary>
    [Range(1, 64)]
    public int MaxCalls { get; set; } = 8;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((Command.Length > 0) == (Address.Length > 0))
            yield return new("is required, or Address, and not both", [nameof(Command)]);
        if (Command.Length > 0 && OperatingSystem.IsWindows())
            yield return new("is for Linux and macOS; on Windows give an Address", [nameof(Command)]);
        if (Command.Length > 0 && !Path.IsPathFullyQualified(Command) && Command.IndexOfAny(['/', '\\']) >= 0)
            yield return new("must be a full path, or a name that the PATH finds", [nameof(Command)]);
        if (WorkingDirectory.Length > 0 && !Path.IsPathFullyQualified(WorkingDirectory))
            yield return new("must be a full path", [nameof(WorkingDirectory)]);
        if (Arguments.Exists(static argument => argument.Contains('\0', StringComparison.Ordinal)))
            yield return new("must not hold a NUL", [nameof(Arguments)]);
        if (Environment.Any(static one => one.Key.AsSpan().ContainsAny("=\0") || one.Value.Contains('\0', StringComparison.Ordinal)))
            yield return new("must have names without \"=\", and no NUL", [nameof(Environment)]);
        foreach (var fault in McpSettingRules.OfHttp(this).Concat(McpSettingRules.OfTools(this)))
            yield return fault;
    }
}
