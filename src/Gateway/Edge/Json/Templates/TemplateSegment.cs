namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>One segment of a path template. <paramref name="Text"/> is decoded, and empty unless it is a literal.</summary>
internal readonly record struct TemplateSegment(SegmentKind Kind, string Text);
