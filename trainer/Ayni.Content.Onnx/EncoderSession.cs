using Microsoft.ML.OnnxRuntime;

namespace Ayni.Content.Onnx;

/// <summary>A model that gives a vector for each token, run on batches. Thread-safe.</summary>
internal sealed class EncoderSession : IDisposable
{
    private const string Tokens = "input_ids";
    private const string Mask = "attention_mask";
    private const string Segments = "token_type_ids";

    /// <summary>Names of the output, the first that is there; else the only one of three dimensions.</summary>
    private static readonly string[] OutputNames = ["last_hidden_state", "token_embeddings"];

    private readonly InferenceSession _session;
    private readonly string _output;
    private readonly bool _hasSegments;

    /// <exception cref="InvalidDataException">No model, or not one of this kind: what it lacks or has.</exception>
    public EncoderSession(string modelPath, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        try
        {
            _session = new InferenceSession(modelPath, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"'{modelPath}' is not an ONNX model: {exception.Message}", exception);
        }

        try
        {
            RequireInputs(modelPath);
            _hasSegments = _session.InputMetadata.ContainsKey(Segments);
            _output = FindOutput(modelPath);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Runs a batch and takes the mean of each text's token vectors.</summary>
    /// <param name="batch">Tokens of each text, at least one text and one token each.</param>
    /// <param name="padding">What fills up short texts; the mask leaves it out.</param>
    /// <returns>Texts × dimensions, not normalised.</returns>
    public float[][] Run(IReadOnlyList<long[]> batch, long padding)
    {
        var length = batch.Max(tokens => tokens.Length);
        var (tokens, mask) = (new long[batch.Count * length], new long[batch.Count * length]);
        tokens.AsSpan().Fill(padding);
        for (var text = 0; text < batch.Count; text++)
        {
            batch[text].CopyTo(tokens, text * length);
            mask.AsSpan(text * length, batch[text].Length).Fill(1);
        }

        long[] shape = [batch.Count, length];
        using var tokenInput = OrtValue.CreateTensorValueFromMemory(tokens, shape);
        using var maskInput = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var segmentInput = OrtValue.CreateTensorValueFromMemory(new long[tokens.Length], shape);
        var inputs = new Dictionary<string, OrtValue> { [Tokens] = tokenInput, [Mask] = maskInput };
        if (_hasSegments)
            inputs.Add(Segments, segmentInput);
        using var run = new RunOptions();
        using var outputs = _session.Run(run, inputs, [_output]);
        var outputShape = outputs[0].GetTensorTypeAndShape().Shape;
        if (outputShape.Length != 3 || outputShape[0] != batch.Count || outputShape[1] != length)
        {
            throw new InvalidDataException(
                $"Output '{_output}' has shape [{string.Join(", ", outputShape)}] for {batch.Count} texts of {length} "
                + "tokens; a vector a token was expected.");
        }

        return Means(outputs[0].GetTensorDataAsSpan<float>(), batch, length, (int)outputShape[2]);
    }

    public void Dispose() => _session.Dispose();

    private static float[][] Means(ReadOnlySpan<float> vectors, IReadOnlyList<long[]> batch, int length, int width)
    {
        var means = new float[batch.Count][];
        var sums = new double[width];
        for (var text = 0; text < batch.Count; text++)
        {
            sums.AsSpan().Clear();
            for (var token = 0; token < batch[text].Length; token++)
            {
                var vector = vectors.Slice(((text * length) + token) * width, width);
                for (var element = 0; element < width; element++)
                    sums[element] += vector[element];
            }

            means[text] = Array.ConvertAll(sums, sum => (float)(sum / batch[text].Length));
        }

        return means;
    }

    private void RequireInputs(string modelPath)
    {
        var unknown = _session.InputMetadata.Keys.Except([Tokens, Mask, Segments]).ToList();
        var missing = new[] { Tokens, Mask }.Except(_session.InputMetadata.Keys).ToList();
        if (unknown.Count > 0 || missing.Count > 0)
        {
            throw new InvalidDataException(
                $"'{modelPath}' takes {string.Join(", ", _session.InputMetadata.Keys)}: {Tokens} and {Mask} must be "
                + $"among them, {Segments} may be, and nothing else. Export the encoder for feature extraction.");
        }

        foreach (var (name, input) in _session.InputMetadata)
        {
            if (input.ElementType != typeof(long))
                throw new InvalidDataException($"Input '{name}' of '{modelPath}' is {input.ElementType}, not int64.");
        }
    }

    private string FindOutput(string modelPath)
    {
        var vectors = _session.OutputMetadata
            .Where(output => output.Value.ElementType == typeof(float) && output.Value.Dimensions.Length == 3)
            .Select(output => output.Key)
            .ToList();
        return OutputNames.FirstOrDefault(vectors.Contains)
            ?? (vectors.Count == 1
                ? vectors[0]
                : throw new InvalidDataException(
                    $"'{modelPath}' gives {string.Join(", ", _session.OutputMetadata.Keys)}: none is known as a float "
                    + $"vector for each token ({string.Join(" or ", OutputNames)})."));
    }
}
