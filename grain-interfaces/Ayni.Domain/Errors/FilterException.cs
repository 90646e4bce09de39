namespace Ayni.Domain.Errors;

/// <summary>
/// A filter that cannot be read, or that asks for what no product has. The message says where, what was found there,
/// and what there is instead.
/// </summary>
[GenerateSerializer, Alias("ayni.filter-exception")]
public sealed class FilterException : AyniException
{
    /// <summary>Makes one.</summary>
    /// <param name="line">Line of the text, from 1.</param>
    /// <param name="column">Character of the line, from 1.</param>
    /// <param name="problem">What is there and the remedy, without the place.</param>
    public FilterException(int line, int column, string problem)
        : base(ErrorCodes.Invalid, $"Line {line}, column {column}: {problem}")
    {
        Line = line;
        Column = column;
    }

    /// <summary>Line of the text, from 1.</summary>
    [Id(0)] public int Line { get; private set; }

    /// <summary>Character of the line, from 1.</summary>
    [Id(1)] public int Column { get; private set; }
}
