using System.Globalization;
using System.Text.Json;
using Ayni.Domain;
using Ayni.Wire.Problems;

namespace Ayni.Wire.Json;

/// <summary>
/// Reads the fields of one JSON object, gathers every problem instead of stopping at the first, and remembers which
/// fields nobody asked for. A field that is null counts as missing.
/// </summary>
internal sealed partial class FieldReader
{
    private const string TextRemedy = "Send a JSON string of whole characters.";

    private readonly JsonElement _object;
    private readonly string _path;
    private readonly List<FieldProblem> _problems;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private FieldReader(JsonElement element, string path, List<FieldProblem> problems)
    {
        _object = element;
        _path = path;
        _problems = problems;
    }

    /// <summary>Opens an object; null, with a problem noted, if the element is none.</summary>
    /// <param name="element">What should be an object.</param>
    /// <param name="path">Where it stands: empty for the body itself, else such as <c>events[3]</c>.</param>
    /// <param name="problems">Gathers what is wrong.</param>
    public static FieldReader? Open(JsonElement element, string path, List<FieldProblem> problems)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return new FieldReader(element, path, problems);
        problems.Add(new FieldProblem(
            path.Length == 0 ? "$" : path, element.GetRawText(), "Not a JSON object.", "Send an object: {…}."));
        return null;
    }

    /// <summary>Notes a problem with a field.</summary>
    public void Refuse(string name, string problem, string remedy) =>
        _problems.Add(new FieldProblem(PathOf(name), RawOf(name), problem, remedy));

    /// <summary>True if the field is there, null or not.</summary>
    public bool Has(string name)
    {
        _known.Add(name);
        return _object.TryGetProperty(name, out _);
    }

    /// <summary>True if the field is there and null.</summary>
    public bool IsNull(string name)
    {
        _known.Add(name);
        return _object.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;
    }

    /// <summary>
    /// Looks at the fields that were never asked for, once all others were: refuses those that are a known one
    /// misspelt, or another system's name of one.
    /// </summary>
    /// <param name="otherNames">Names that others use (folded), and what ours is.</param>
    /// <returns>Paths of the fields that mean nothing to us.</returns>
    public IReadOnlyList<string> RefuseMisspelt(IReadOnlyDictionary<string, string> otherNames)
    {
        var ignored = new List<string>();
        foreach (var field in _object.EnumerateObject().Where(field => !_known.Contains(field.Name)))
        {
            var meant = otherNames.GetValueOrDefault(FoldedText.Of(field.Name))
                ?? Nearest.Of(field.Name, _known, Nearest.MaxEdits);
            if (meant is null)
                ignored.Add(PathOf(field.Name));
            else
                Refuse(field.Name, "No such field.", $"Did you mean {meant}? Send it by that name, or leave it out.");
        }

        return ignored;
    }

    // As it stands in the body: a refusal names something.
    private const string EmptyName = "\"\"";

    /// <summary>Refuses every field that was never asked for, and names the nearest of those that were.</summary>
    /// <param name="problem">What is said of each.</param>
    /// <param name="otherNames">Names that others use (folded), and what ours is; null: none.</param>
    public void RefuseUnknown(string problem, IReadOnlyDictionary<string, string>? otherNames = null)
    {
        foreach (var field in _object.EnumerateObject().Where(field => !_known.Contains(field.Name)))
        {
            var ours = otherNames?.GetValueOrDefault(FoldedText.Of(field.Name));
            Refuse(
                field.Name.Length > 0 ? field.Name : EmptyName,
                problem,
                ours is null || !_known.Contains(ours)
                    ? Nearest.Remedy(field.Name, _known)
                    : $"Did you mean {ours}? Send it by that name, or leave it out.");
        }
    }

    /// <summary>
    /// An id: text of 1 to 128 characters without control characters; a whole number is taken as its digits.
    /// </summary>
    public string? Id(string name, bool required = false)
    {
        if (Find(name, required) is not { } value)
            return null;
        var id = value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : JsonText.Of(value);
        if (ExternalIds.ProblemOf(id) is not { } problem)
            return id;
        Refuse(name, problem, ExternalIds.Remedy);
        return null;
    }

    /// <summary>Text of at most some characters, and at least one.</summary>
    public string? Text(string name, int maxLength, bool required = false)
    {
        if (Find(name, required) is not { } value)
            return null;
        if (JsonText.Of(value) is not { } text)
            Refuse(name, value.ValueKind == JsonValueKind.String ? JsonText.HalfCharacter : "Not a text.", TextRemedy);
        else if (text.Contains('\0'))
            Refuse(name, "Holds the character U+0000.", "Leave that character out.");
        else if (text.Length > maxLength || string.IsNullOrWhiteSpace(text))
            Refuse(name, $"Has {text.Length} characters.", $"Send 1 to {maxLength} characters, not all blank.");
        else
            return text;
        return null;
    }

    /// <summary>A finite number in a range.</summary>
    public double? Number(string name, double min, double max)
    {
        if (Find(name, required: false) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && number >= min && number <= max)
            // There is one zero: a store that keeps numbers whole where it can would drop the sign.
            return number == 0 ? 0 : number;
        RefuseRange(name, "a number", min, max);
        return null;
    }

    /// <summary>A whole number in a range.</summary>
    public long? Whole(string name, long min, long max)
    {
        if (Find(name, required: false) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            && number >= min && number <= max)
            return number;
        RefuseRange(name, "a whole number", min, max);
        return null;
    }

    /// <summary>An amount of money.</summary>
    public decimal? Money(string name, decimal max, bool required = false)
    {
        if (Find(name, required) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount)
            && amount >= 0 && amount <= max)
            return amount == 0 ? 0 : amount;
        RefuseRange(name, "an amount", 0m, max);
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string name)
    {
        if (Find(name, required: false) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Refuse(name, "Not true or false.", "Send true or false, without quotes.");
        return null;
    }

    /// <summary>The value as it is, for kinds only one field has.</summary>
    public JsonElement? Raw(string name) => Find(name, required: false);

    /// <summary>An object within the object.</summary>
    public FieldReader? Object(string name) =>
        Find(name, required: false) is { } value ? Open(value, PathOf(name), _problems) : null;

    /// <summary>A moment, to the millisecond, in UTC.</summary>
    public DateTimeOffset? Time(string name, DateTimeOffset earliest, DateTimeOffset before)
    {
        if (Find(name, required: false) is not { } value)
            return null;
        if (WireTime.Parse(value) is not { } time)
            Refuse(name, "Not a time.", WireTime.Remedy);
        else if (time < earliest || time >= before)
        {
            Refuse(
                name, $"Not from {TextOf(earliest)} on and before {TextOf(before)}.", "Check the year and the unit.");
        }
        else
            return time;
        return null;
    }

    private JsonElement? Find(string name, bool required)
    {
        _known.Add(name);
        if (_object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            return value;
        if (required)
            Refuse(name, "Missing.", $"Send {name}.");
        return null;
    }

    private void RefuseRange(string name, string kind, IFormattable min, IFormattable max) => Refuse(
        name,
        string.Create(CultureInfo.InvariantCulture, $"Not {kind} from {min} to {max}."),
        "Send a JSON number in that range, without quotes.");

    // The bounds of years by the year alone; of a moment, such as now, all of it.
    private static string TextOf(DateTimeOffset bound) => bound.ToString(
        bound is { DayOfYear: 1, TimeOfDay.Ticks: 0 } or { Year: 9999 } ? "yyyy" : "yyyy-MM-dd'T'HH:mm:ss'Z'",
        CultureInfo.InvariantCulture);

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private string? RawOf(string name)
    {
        if (!_object.TryGetProperty(name, out var value))
            return null;
        return JsonText.Of(value) ?? value.GetRawText();
    }
}
