using Ayni.Domain.Errors;

namespace Ayni.Gateway.Problems;

/// <summary>Names of refusals that only HTTP knows; the others are <see cref="ErrorCodes"/>.</summary>
public static class ProblemCodes
{
    /// <summary>The content type is not one the path reads.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The path exists, but not for this method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>No credential that counts was shown.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The credential does not allow this.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>An idempotency key came back with another body.</summary>
    public const string IdempotencyKeyReused = "idempotency_key_reused";

    /// <summary>The system did not answer in time.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>One caller sent more requests than it may.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The body did not arrive in time.</summary>
    public const string RequestTimeout = "request_timeout";

    /// <summary>A fault of ours.</summary>
    public const string Internal = "internal";

    /// <summary>HTTP refused the request before any path saw it.</summary>
    public const string BadRequest = "bad_request";

    /// <summary>True for what passes by itself, so that the same request may be sent again.</summary>
    public static bool IsPassing(string code) => code is Unavailable or ErrorCodes.Overloaded or RateLimited;

    /// <summary>The status a code is answered with.</summary>
    public static int StatusOf(string code) => code switch
    {
        ErrorCodes.NotFound => StatusCodes.Status404NotFound,
        ErrorCodes.Conflict => StatusCodes.Status409Conflict,
        ErrorCodes.ModelRefused or IdempotencyKeyReused => StatusCodes.Status422UnprocessableEntity,
        ErrorCodes.TooLarge => StatusCodes.Status413PayloadTooLarge,
        UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        Unauthorized => StatusCodes.Status401Unauthorized,
        Forbidden => StatusCodes.Status403Forbidden,
        ErrorCodes.Overloaded or RateLimited => StatusCodes.Status429TooManyRequests,
        RequestTimeout => StatusCodes.Status408RequestTimeout,
        Unavailable => StatusCodes.Status503ServiceUnavailable,
        Internal => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>The code in words.</summary>
    public static string TitleOf(string code) => code switch
    {
        ErrorCodes.NotFound => "Not found",
        ErrorCodes.Invalid => "A value is outside its range",
        ErrorCodes.Conflict => "Not possible in the present state",
        ErrorCodes.ModelRefused => "The trained model was not published",
        IdempotencyKeyReused => "The idempotency key was used for another request",
        ErrorCodes.MalformedJson => "The body is not valid JSON",
        ErrorCodes.TooLarge => "The request is too large",
        UnsupportedMediaType => "The content type is not supported",
        MethodNotAllowed => "The method is not allowed here",
        Unauthorized => "The credential is missing or wrong",
        Forbidden => "The credential does not allow this",
        ErrorCodes.Overloaded => "Too many requests at once",
        RateLimited => "Too many requests of one caller",
        RequestTimeout => "The body did not arrive in time",
        Unavailable => "The service cannot answer now",
        Internal => "Something went wrong on our side",
        _ => "The request was refused",
    };
}
