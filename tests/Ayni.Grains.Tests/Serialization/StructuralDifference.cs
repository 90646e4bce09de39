using System.Collections;
using System.Reflection;

namespace Ayni.Grains.Tests.Serialization;

/// <summary>
/// Compares two objects field by field, private ones and those of base types too; arrays and collections by content.
/// Of exceptions, what Orleans promises to carry: type, message, inner exception, and the fields of derived types.
/// </summary>
internal static class StructuralDifference
{
    /// <summary>Path of the first difference, with both values; null if there is none.</summary>
    public static string? Between(object? expected, object? actual, string path)
    {
        if (expected is null || actual is null)
            return expected == actual ? null : Told(path, expected, actual);
        var type = expected.GetType();
        if (type != actual.GetType())
            return Told(path, type, actual.GetType());
        if (type.IsPrimitive || type.IsEnum || expected is string or decimal or DateTimeOffset or TimeSpan)
            return expected.Equals(actual) ? null : Told(path, expected, actual);
        return expected switch
        {
            IDictionary dictionary => BetweenEntries(dictionary, (IDictionary)actual, path),
            IEnumerable elements => BetweenElements(elements, (IEnumerable)actual, path),
            _ => BetweenFields(expected, actual, path),
        };
    }

    private static string? BetweenEntries(IDictionary expected, IDictionary actual, string path)
    {
        if (expected.Count != actual.Count)
            return Told($"{path}.Count", expected.Count, actual.Count);
        return expected.Keys.Cast<object>()
            .Select(key => actual.Contains(key)
                ? Between(expected[key], actual[key], $"{path}[{key}]")
                : $"{path}[{key}] is missing.")
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? BetweenElements(IEnumerable expected, IEnumerable actual, string path)
    {
        var (left, right) = (expected.Cast<object?>().ToArray(), actual.Cast<object?>().ToArray());
        if (left.Length != right.Length)
            return Told($"{path}.Length", left.Length, right.Length);
        return left.Zip(right).Select((pair, index) => Between(pair.First, pair.Second, $"{path}[{index}]"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? BetweenFields(object expected, object actual, string path)
    {
        if (expected is Exception thrown)
        {
            var arrived = (Exception)actual;
            var difference = Between(thrown.Message, arrived.Message, $"{path}.Message")
                ?? Between(thrown.InnerException, arrived.InnerException, $"{path}.InnerException");
            if (difference is not null)
                return difference;
        }

        return FieldsOf(expected.GetType())
            .Select(field => Between(field.GetValue(expected), field.GetValue(actual), $"{path}.{field.Name}"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var level = type; level is not null && level != typeof(object) && level != typeof(Exception);
            level = level.BaseType)
        {
            foreach (var field in level.GetFields(Own))
                yield return field;
        }
    }

    private static string Told(string path, object? expected, object? actual) =>
        $"{path} was {expected ?? "null"} and is {actual ?? "null"}.";
}
