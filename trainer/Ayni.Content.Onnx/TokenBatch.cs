using Microsoft.ML.OnnxRuntime;

namespace Ayni.Content.Onnx;

/// <summary>The inputs of one run: tokens of some texts, filled up to the longest, and the mask that says so.</summary>
internal sealed class TokenBatch : IDisposable
{
    private const string Tokens = "input_ids";
    private const string Mask = "attention_mask";
    private const string Segments = "token_type_ids";

    private readonly Dictionary<string, OrtValue> _values = [];

    /// <param name="texts">Tokens of each text, at least one text and one token each.</param>
    /// <param name="padding">What fills up short texts; the mask leaves it out.</param>
    /// <param name="hasSegments">Whether the model wants to be told of segments; all are the first.</param>
    public TokenBatch(IReadOnlyList<long[]> texts, long padding, bool hasSegments)
    {
        Length = texts.Max(text => text.Length);
        var (tokens, mask) = (new long[texts.Count * Length], new long[texts.Count * Length]);
        tokens.AsSpan().Fill(padding);
        for (var text = 0; text < texts.Count; text++)
        {
            texts[text].CopyTo(tokens, text * Length);
            mask.AsSpan(text * Length, texts[text].Length).Fill(1);
        }

        long[] shape = [texts.Count, Length];
        _values.Add(Tokens, OrtValue.CreateTensorValueFromMemory(tokens, shape));
        _values.Add(Mask, OrtValue.CreateTensorValueFromMemory(mask, shape));
        if (hasSegments)
            _values.Add(Segments, OrtValue.CreateTensorValueFromMemory(new long[tokens.Length], shape));
    }

    /// <summary>Tokens of a text with its padding.</summary>
    public int Length { get; }

    /// <summary>By the model's names.</summary>
    public IReadOnlyDictionary<string, OrtValue> Values => _values;

    /// <summary>Opens a model.</summary>
    /// <exception cref="InvalidDataException">No model, or not one that takes tokens: what it lacks or has.</exception>
    public static InferenceSession Open(string modelPath, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        InferenceSession session;
        try
        {
            session = new InferenceSession(modelPath, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"'{modelPath}' is not an ONNX model: {exception.Message}", exception);
        }

        try
        {
            RequireInputs(session, modelPath);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Whether a model wants to be told of segments.</summary>
    public static bool HasSegments(InferenceSession session) => session.InputMetadata.ContainsKey(Segments);

    public void Dispose()
    {
        foreach (var value in _values.Values)
            value.Dispose();
    }

    private static void RequireInputs(InferenceSession session, string modelPath)
    {
        var unknown = session.InputMetadata.Keys.Except([Tokens, Mask, Segments]).ToList();
        var missing = new[] { Tokens, Mask }.Except(session.InputMetadata.Keys).ToList();
        if (unknown.Count > 0 || missing.Count > 0)
        {
            throw new InvalidDataException(
                $"'{modelPath}' takes {string.Join(", ", session.InputMetadata.Keys)}: {Tokens} and {Mask} must be "
                + $"among them, {Segments} may be, and nothing else. Export the encoder for feature extraction, a "
                + "classifier for text classification.");
        }

        foreach (var (name, input) in session.InputMetadata)
        {
            if (input.ElementType != typeof(long))
                throw new InvalidDataException($"Input '{name}' of '{modelPath}' is {input.ElementType}, not int64.");
        }
    }
}
