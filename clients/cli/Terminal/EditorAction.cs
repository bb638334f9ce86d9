namespace GroupChat.Cli.Terminal;

/// <summary>What a key did to the line.</summary>
internal enum EditorAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The cursor moved.</summary>
    Moved,

    /// <summary>The text changed.</summary>
    Edited,

    /// <summary>The line is finished.</summary>
    Submit,

    /// <summary>The screen is to be drawn anew.</summary>
    Redraw,

    /// <summary>The writer wants to leave.</summary>
    Leave,
}
