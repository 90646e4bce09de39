using Ayni.Domain.Errors;

namespace Ayni.Gateway.Imports;

/// <summary>How files sent over HTTP are taken; configuration section <c>Ayni:Imports</c>.</summary>
internal sealed record ImportJobOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Imports";

    private const int MaxMaxWaiting = 1_000;
    private const long MaxMaxMiB = 1_048_576;
    private const long MaxMaxRejectedMiB = 65_536;

    /// <summary>
    /// Folder that files wait in until they are imported. Files accepted survive a restart if the folder does.
    /// <value>Default: <c>imports</c> in the data directory.</value>
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>Largest request, in MiB. <value>Default 4,096; range 1 to 1,048,576.</value></summary>
    public long MaxMiB { get; init; } = 4_096;

    /// <summary>Imports that wait behind the one under way. <value>Default 16; range 0 to 1,000.</value></summary>
    public int MaxWaiting { get; init; } = 16;

    /// <summary>
    /// Largest file of refused rows of one import, in MiB; rows past it are only counted. It stays as long as the
    /// import is told of: the newest 200. <value>Default 64; range 0 to 65,536; 0: none are kept.</value>
    /// </summary>
    public long MaxRejectedMiB { get; init; } = 64;

    /// <summary>Largest file of refused rows of one import, in bytes.</summary>
    public long MaxRejectedBytes => MaxRejectedMiB * 1024 * 1024;

    /// <summary>Largest request, in bytes.</summary>
    public long MaxBytes => MaxMiB * 1024 * 1024;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public ImportJobOptions Validate()
    {
        if (MaxMiB is < 1 or > MaxMaxMiB)
            throw Invalid(nameof(MaxMiB), $"{MaxMiB}", $"it must be from 1 to {MaxMaxMiB}");
        if (MaxWaiting is < 0 or > MaxMaxWaiting)
            throw Invalid(nameof(MaxWaiting), $"{MaxWaiting}", $"it must be from 0 to {MaxMaxWaiting}");
        if (MaxRejectedMiB is < 0 or > MaxMaxRejectedMiB)
            throw Invalid(nameof(MaxRejectedMiB), $"{MaxRejectedMiB}", $"it must be from 0 to {MaxMaxRejectedMiB}");
        return Directory is null || Directory.Trim().Length > 0
            ? this
            : throw Invalid(nameof(Directory), "empty", "it must be a folder the process may write to");
    }

    private static AyniException Invalid(string name, string value, string rule) =>
        new(ErrorCodes.Invalid, $"{Section}:{name} is {value}; {rule}. Set it, or leave it out.");
}
