namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>What a client does after its last byte.</summary>
internal enum FuzzEnding
{
    /// <summary>Reads the answer.</summary>
    Answer,

    /// <summary>Says that it sends no more, and reads the answer.</summary>
    HalfClose,

    /// <summary>Hangs up without a goodbye.</summary>
    Reset,
}
