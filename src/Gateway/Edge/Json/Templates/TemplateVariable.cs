namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>A part of a path that becomes a field of the request.</summary>
/// <param name="FieldPath">As written: <c>room.room_id</c>.</param>
/// <param name="Start">Number of its first segment.</param>
/// <param name="Length">How many segments of the template it spans.</param>
/// <param name="IsMulti">It can span several segments of a path, so that an encoded slash in one of them stays encoded.</param>
internal sealed record TemplateVariable(string FieldPath, int Start, int Length, bool IsMulti);
