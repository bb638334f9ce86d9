namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>Query parameters that are about the request rather than part of it. They begin with a dollar sign, as no field does.</summary>
internal static class SystemParameters
{
    /// <summary><c>$unknown=ignore</c>: fields that this server does not know are passed over.</summary>
    public const string Unknown = "$unknown";

    public static bool IsKnown(string name) => name == Unknown;

    public static bool IgnoreUnknown(IReadOnlyList<(string? Name, string? Value)> parameters, Mistakes mistakes)
    {
        var values = parameters.Where(parameter => parameter.Name == Unknown).Select(parameter => parameter.Value).ToList();
        if (values.Any(value => value is not ("ignore" or "refuse")))
            mistakes.Add(Unknown, "must be ignore or refuse");
        return values is ["ignore"];
    }
}
