using System.Globalization;
using System.Text.Json;
using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>Checks what the files of this project have in common.</summary>
internal static class ContentFiles
{
    public static void Require(SafeTensors file, string format, string version)
    {
        if (Text(file, "format") != format || Text(file, "version") != version)
        {
            throw new InvalidDataException(
                $"The file is {Text(file, "format")} version {Text(file, "version")}; {format} version {version} is "
                + "read here.");
        }
    }

    public static string Text(SafeTensors file, string name) =>
        file.Metadata.TryGetValue(name, out var text)
            ? text
            : throw new InvalidDataException($"The file has no '{name}' among its texts.");

    /// <summary>A text that holds JSON.</summary>
    public static T Json<T>(SafeTensors file, string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text(file, name))
                ?? throw new InvalidDataException($"'{name}' of the file is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{name}' of the file cannot be read: {exception.Message}", exception);
        }
    }

    public static int Number(SafeTensors file, string name, int least, int most) =>
        int.TryParse(Text(file, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw new InvalidDataException($"'{name}' is '{Text(file, name)}'; it must be {least} to {most}.");

    /// <summary>A finite tensor of one or two dimensions.</summary>
    public static float[] Floats(SafeTensors file, string name, params ReadOnlySpan<long> shape)
    {
        var elements = file.Floats(name);
        if (!file.Info(name).Shape.AsSpan().SequenceEqual(shape))
        {
            throw new InvalidDataException(
                $"Tensor '{name}' has shape [{string.Join(", ", file.Info(name).Shape)}], not "
                + $"[{string.Join(", ", shape.ToArray())}].");
        }

        foreach (var element in elements)
        {
            if (!float.IsFinite(element))
                throw new InvalidDataException($"Tensor '{name}' holds {element}; all numbers must be finite.");
        }

        return elements.ToArray();
    }
}
