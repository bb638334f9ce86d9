namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>The answer to <c>--help</c>: every setting of this process, read from the catalog.</summary>
internal static class SettingsHelp
{
    public static int Print(SettingsCatalog catalog, TextWriter output)
    {
        output.WriteLine("Settings are given as --Name=value, as environment variable GROUPCHAT_Name (: becomes __), or in appsettings.json:");
        foreach (var (key, type) in catalog.Root.Keys().OrderBy(known => known.Key, StringComparer.OrdinalIgnoreCase))
            output.WriteLine($"  --{key}={Describe(Nullable.GetUnderlyingType(type) ?? type)}");
        return 0;
    }

    private static string Describe(Type type) => type switch
    {
        { IsEnum: true } => string.Join('|', Enum.GetNames(type)),
        _ when type == typeof(bool) => "true|false",
        _ when type == typeof(TimeSpan) => "HH:MM:SS",
        { IsPrimitive: true } => "NUMBER",
        _ => "TEXT",
    };
}
