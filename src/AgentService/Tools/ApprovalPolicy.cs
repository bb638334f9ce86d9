namespace GroupChat.Agents.Tools;

/// <summary>When members are asked about calls that change something or send something out.</summary>
internal enum ApprovalPolicy
{
    /// <summary>When the rules would refuse the call otherwise.</summary>
    Tainted,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never: what the rules do not allow is refused.</summary>
    Never,
}
