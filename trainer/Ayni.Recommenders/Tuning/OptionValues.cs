using System.Collections.Immutable;
using System.Globalization;

namespace Ayni.Recommenders;

/// <summary>
/// Values of some options, named and written as on the command line (<c>regularization</c>, <c>0.0031</c>): what is
/// printed and stored is exactly what was tried.
/// </summary>
public sealed class OptionValues
{
    private readonly ImmutableArray<(string Name, string Value)> _values;

    /// <summary>Takes values in the order in which they are to be shown.</summary>
    /// <exception cref="ArgumentException">An option is named twice.</exception>
    public OptionValues(IEnumerable<(string Name, string Value)> values)
    {
        _values = [.. values];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in _values)
        {
            if (!names.Add(name))
                throw new ArgumentException($"Option '{name}' is named twice: name it once.", nameof(values));
        }
    }

    /// <summary>All values, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> All => _values;

    /// <summary>The text of an option; null where it is not named.</summary>
    public string? Find(string name) =>
        _values.FirstOrDefault(option => option.Name == name) is { Name: not null } found ? found.Value : null;

    /// <summary>The number of an option, or another where it is not named.</summary>
    /// <exception cref="ArgumentException">It is no number.</exception>
    public double Number(string name, double otherwise) => Find(name) switch
    {
        null => otherwise,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new ArgumentException($"{name} is '{text}'; it must be a number."),
    };

    /// <summary>The whole number of an option, or another where it is not named.</summary>
    /// <exception cref="ArgumentException">It is no whole number.</exception>
    public int Whole(string name, int otherwise) => Find(name) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new ArgumentException($"{name} is '{text}'; it must be a whole number."),
    };

    /// <summary>These values and one more at the end; a value of that name is replaced.</summary>
    public OptionValues With(string name, string value) =>
        new(_values.Where(option => option.Name != name).Append((name, value)));

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', _values.Select(option => $"{option.Name}={option.Value}"));
}
