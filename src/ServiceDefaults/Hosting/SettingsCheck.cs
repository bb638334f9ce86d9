using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// Holds the whole configuration against the catalog: a key nobody knows, a value that is not what the key takes, a value out of
/// bounds. A mistyped setting would otherwise be a default in silence.
/// </summary>
internal static class SettingsCheck
{
    private const int ShownLength = 60;

    /// <exception cref="StartupError">Names every mistake.</exception>
    public static void Run(IConfigurationRoot configuration, SettingsCatalog catalog)
    {
        var faults = new List<SettingFault>();
        foreach (var section in configuration.GetChildren())
            Check(configuration, catalog, section, catalog.Root.Children.GetValueOrDefault(section.Key), faults);

        // Binding stops at the first value it cannot read: validate only what can be read.
        if (faults.Count == 0)
            faults.AddRange(catalog.Validate(configuration));
        if (faults.Count > 0)
            throw new StartupError(faults);
    }

    private static void Check(
        IConfigurationRoot root, SettingsCatalog catalog, IConfigurationSection section, SettingShape? shape, List<SettingFault> faults)
    {
        if (section.Value is { } value)
        {
            if (SettingSource.IsForTheClient(root, section.Path))
                return;
            if (shape?.Value is null)
                faults.Add(Unknown(root, catalog, section.Path, value));
            else if (WhyUnreadable(shape.Value, value) is { } why)
                faults.Add(new(section.Path, $"'{Shorten(value)}' {why}{SettingSource.Of(root, section.Path)}"));
        }

        foreach (var child in section.GetChildren())
            Check(root, catalog, child, shape?.Each ?? shape?.Children.GetValueOrDefault(child.Key), faults);
    }

    private static SettingFault Unknown(IConfigurationRoot root, SettingsCatalog catalog, string key, string value)
    {
        // A section without content comes as an empty value: "Chat": {} is no mistake worth the name, but an unknown one is.
        var source = SettingSource.Of(root, key);
        var closest = Spelling.Closest(key, catalog.Root.Keys().Select(known => known.Key));
        return new(key, closest is null ? $"unknown setting{source}" : $"unknown setting{source}; did you mean {closest}?");
    }

    private static string? WhyUnreadable(Type type, string value)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain != type && value.Length == 0)
            return null;
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return null;
        }
        catch (Exception)
        {
            // Converters wrap what they meet in exceptions of every kind.
            return plain switch
            {
                { IsEnum: true } => $"is none of {string.Join(", ", Enum.GetNames(plain))}",
                _ when plain == typeof(bool) => "is neither true nor false",
                _ when plain == typeof(TimeSpan) => "is not a time span like 00:01:30",
                _ when plain == typeof(double) || plain == typeof(float) || plain == typeof(decimal) => "is not a number",
                { IsPrimitive: true } => "is not a whole number in range",
                _ => $"is not a {plain.Name}",
            };
        }
    }

    private static string Shorten(string value) => value.Length <= ShownLength ? value : value[..ShownLength] + "…";
}
