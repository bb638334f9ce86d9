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
        foreach (var property in options.GetType().GetProperties().Where(p => p.GetMethod is { IsStatic: false } && !IsValue(p.PropertyType)))
        {
            var value = property.GetValue(options);
            var path = $"{key}:{property.Name}";
            if (value is IDictionary map)
            {
                foreach (DictionaryEntry entry in map)
                {
                    if (entry.Value is not null && !IsValue(entry.Value.GetType()))
                        yield return ($"{path}:{entry.Key}", entry.Value);
                }
            }
            else if (value is IEnumerable list)
            {
                foreach (var (item, index) in list.Cast<object>().Select((item, index) => (item, index)).Where(p => !IsValue(p.item.GetType())))
                    yield return ($"{path}:{index}", item);
            }
            else if (value is not null)
            {
                yield return (path, value);
            }
        }
    }

    private static bool IsValue(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));
}
