using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Ayni.Domain;

namespace Ayni.Wire.Json;

/// <summary>Arrays, in their order.</summary>
internal sealed partial class FieldReader
{
    /// <summary>Names of the fields that are there; they count as asked for.</summary>
    public IReadOnlyList<string> Names()
    {
        string[] names = [.. _object.EnumerateObject().Select(field => field.Name)];
        _known.UnionWith(names);
        return names;
    }

    /// <summary>An array of ids; a whole number is taken as its digits.</summary>
    public ImmutableArray<string> Ids(string name, int maxCount)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var element in Elements(name, maxCount))
        {
            var id = element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number)
                ? number.ToString(CultureInfo.InvariantCulture)
                : JsonText.Of(element);
            if (ExternalIds.ProblemOf(id) is not { } problem)
            {
                ids.Add(id!);
                continue;
            }

            Refuse(name, problem, ExternalIds.Remedy);
            break;
        }

        return ids.ToImmutable();
    }

    /// <summary>An array of texts.</summary>
    public IReadOnlyList<string> Strings(string name, int maxCount, int maxLength)
    {
        var texts = new List<string>();
        foreach (var element in Elements(name, maxCount))
        {
            if (JsonText.Of(element) is { Length: > 0 } text && text.Length <= maxLength && !text.Contains('\0'))
            {
                texts.Add(text);
                continue;
            }

            Refuse(name, "Holds something else than texts.", $"Send texts of 1 to {maxLength} characters.");
            break;
        }

        return texts;
    }

    /// <summary>An array of objects, each to be read like this one.</summary>
    public IReadOnlyList<FieldReader> Objects(string name, int maxCount)
    {
        var readers = new List<FieldReader>();
        foreach (var element in Elements(name, maxCount))
        {
            if (Open(element, $"{PathOf(name)}[{readers.Count}]", _problems) is not { } reader)
                break;
            readers.Add(reader);
        }

        return readers;
    }

    private JsonElement[] Elements(string name, int maxCount)
    {
        if (Find(name, required: false) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            Refuse(name, "Not an array.", "Send an array: […].");
        else if (value.GetArrayLength() > maxCount)
            Refuse(name, $"Has {value.GetArrayLength()} elements.", $"Send at most {maxCount}.");
        else
            return [.. value.EnumerateArray()];
        return [];
    }
}
