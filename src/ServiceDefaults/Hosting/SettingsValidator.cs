using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>Finds every mistake in an options object and the objects inside it, under the full keys of the settings.</summary>
internal static class SettingsValidator
{
    public static IEnumerable<SettingFault> Faults(string key, object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        var own = results.SelectMany(result => Faults(key, result));
        return own.Concat(Inner(key, options).SelectMany(inner => Faults(inner.Key, inner.Value)));
    }

    private static IEnumerable<SettingFault> Faults(string key, ValidationResult result)
    {
        foreach (var member in result.MemberNames.DefaultIfEmpty(""))
            yield return new(member.Length == 0 ? key : $"{key}:{member}", Plain(result.ErrorMessage ?? "is not valid", member));
    }

    /// <summary>"The field Port must be between 1 and 9." becomes "must be between 1 and 9": the key is named already.</summary>
    private static string Plain(string message, string member) => message
        .Replace($"The field {member} ", "", StringComparison.Ordinal)
        .Replace($"The {member} field is required", "is required", StringComparison.Ordinal)
        .TrimEnd('.');

    private static IEnumerable<(string Key, object Value)> Inner(string key, object options)
    {
        if (options is IDictionary)
            return Inside(key, options);
        var properties = options.GetType().GetProperties().Where(p => p.GetMethod is { IsStatic: false } && !IsValue(p.PropertyType));
        return properties.SelectMany(property => Inside($"{key}:{property.Name}", property.GetValue(options)));
    }

    private static IEnumerable<(string Key, object Value)> Inside(string path, object? value) => value switch
    {
        null => [],
        IDictionary map => map.Keys.Cast<object>()
            .Select(name => ($"{path}:{name}", map[name]!))
            .Where(entry => entry.Item2 is not null && !IsValue(entry.Item2.GetType())),
        IEnumerable list => list.Cast<object>()
            .Select((item, index) => ($"{path}:{index}", item))
            .Where(entry => !IsValue(entry.item.GetType())),
        _ => [(path, value)],
    };

    private static bool IsValue(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));
}
