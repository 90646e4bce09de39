namespace Ayni.Domain.Errors;

/// <summary>
/// An operation refused for a reason the caller can act on. The message says what, which value, which limit and the
/// remedy.
/// </summary>
[GenerateSerializer, Alias("ayni.exception")]
public class AyniException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">Stable machine-readable name.</param>
    /// <param name="message">What, value, limit, remedy.</param>
    public AyniException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Stable machine-readable name, one of <see cref="ErrorCodes"/>.</summary>
    [Id(0)] public string Code { get; private set; }
}
